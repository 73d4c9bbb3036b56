# Lugares lado a lado.

compare-title = Lugares lado a lado
compare-how = Primero está lo que es distinto. “Pregunte” quiere decir que la lista no lo dice.
compare-none = Elija dos o tres lugares para comparar. Busque, guarde los lugares y presione “Comparar” en su lista.
compare-too-many = Puede comparar hasta { $most } lugares. Elija cuáles.
compare-one = Elija un lugar más para comparar.
compare-call = Llamar
compare-place = Lugar
compare-ask = Pregunte
compare-rest = Lo que es igual, y qué preguntar en todos
compare-finer = Más diferencias
compare-same = Igual en todos
compare-open = Lo que ninguno dice
compare-facts = { $count ->
    [one] 1 dato
   *[other] { $count } datos
}
compare-source = De dónde viene
compare-back = Volver a mi lista
