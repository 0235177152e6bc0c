// Swagger UI on the API's reference, set up from outside because the page allows no inline script.
for (const place of document.querySelectorAll("[data-openapi]")) {
  SwaggerUIBundle({
    url: place.dataset.openapi,
    domNode: place,
    presets: [SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
    docExpansion: "none",
    defaultModelsExpandDepth: 0,
    supportedSubmitMethods: ["get"],
    validatorUrl: null,
  });
}
