# La API, para desarrolladores de software. La descripción misma está en inglés.

docs-title = Para desarrolladores de software
docs-lead = Esto es lo que otro software puede pedir a este sitio. No es una lista de lugares de tratamiento. Lo que sigue está en inglés.
