"""Signing in at the desk: name, password and, for whoever has set one up, the code of a second factor."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import AbstractUser
from django_otp import devices_for_user
from django_otp.forms import OTPAuthenticationFormMixin
from django_otp.models import Device


class SignInForm(OTPAuthenticationFormMixin, AdminAuthenticationForm):
    """The code is asked of people with a confirmed device, once their password is right.

    Wrong codes slow the device down (django-otp), wrong passwords the account (django-axes).
    """

    otp_token = forms.CharField(
        label="Code",
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text="From the app on your phone. Leave it empty if you have set up no second factor.",
    )
    otp_error_messages = OTPAuthenticationFormMixin.otp_error_messages | {
        "token_required": "Your account has a second factor: type the code that your app shows.",
        "invalid_token": "That code is wrong or used already. Type the one that your app shows now.",
        "n_failed_attempts": "Too many wrong codes. Wait a moment, then type the newest one.",
    }

    def clean(self):
        cleaned = super().clean()
        user = self.get_user()
        if user is not None and self._chosen_device(user) is not None:
            self.clean_otp(user)
        return cleaned

    def _chosen_device(self, user: AbstractUser) -> Device | None:
        """The newest: an administrator who replaces a lost phone need not find the old entry."""
        return max(devices_for_user(user), key=lambda device: device.pk, default=None)
