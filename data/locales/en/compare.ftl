# Facilities side by side.

compare-title = Places side by side
compare-how = What differs comes first. “Ask” means that the list does not say.
compare-none = Choose two or three places to compare. Search, save the places, then press “Compare” on your list.
compare-too-many = You can compare up to { $most } places. Choose which ones.
compare-one = Choose one more place to compare.
compare-call = Call
compare-place = Place
compare-ask = Ask
compare-rest = What is the same, and what to ask all of them
compare-finer = More differences
compare-same = The same for all
compare-open = What all of them leave open
compare-facts = { $count ->
    [one] 1 fact
   *[other] { $count } facts
}
compare-source = Where this comes from
compare-back = Back to my list
