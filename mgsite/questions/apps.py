from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "mgsite.questions"
    label = "questions"
    verbose_name = "Questions from readers"
    default_auto_field = "django.db.models.BigAutoField"
