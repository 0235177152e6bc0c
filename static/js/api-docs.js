// Swagger UI on the API's reference, set up from outside because the page allows no inline script.
// "Try it out" asks the host of this page: the document names the public one, which the
// Content-Security-Policy refuses when the page was opened under another name.
for (const place of document.querySelectorAll("[data-openapi]")) {
  fetch(place.dataset.openapi)
    .then((response) => response.json())
    .then((description) =>
      SwaggerUIBundle({
        spec: { ...description, servers: [{ url: new URL(description.servers[0].url).pathname }] },
        domNode: place,
        presets: [SwaggerUIBundle.presets.apis],
        layout: "BaseLayout",
        docExpansion: "none",
        defaultModelsExpandDepth: 0,
        supportedSubmitMethods: ["get"],
        validatorUrl: null,
      }),
    );
}
