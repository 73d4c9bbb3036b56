results-title = Lugares a los que llamar
places-found = { $count ->
    [0] No se encontró ningún lugar
    [one] 1 lugar
   *[other] { $count } lugares
}
