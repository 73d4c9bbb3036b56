results-title = Places to call
places-found = { $count ->
    [0] No place found
    [one] 1 place
   *[other] { $count } places
}
