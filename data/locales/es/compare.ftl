# Lugares lado a lado.

compare-title = Lugares lado a lado
compare-none = Elija de dos a { $most } lugares. Busque, marque “En mi lista” y presione “Comparar”.
compare-too-many = Puede comparar hasta { $most } lugares. Elija cuáles.
compare-one = Elija un lugar más para comparar.
compare-call = Llamar
compare-where = Dónde
compare-cautions = Cuidado
compare-no-cautions = No dicen nada
compare-place = Qué
compare-differing = Más diferencias: { $count }
compare-same = Igual en todos: { $count }
compare-source = De dónde viene
compare-back = Ir a mi lista
