search-title = Encuentre un programa de tratamiento
