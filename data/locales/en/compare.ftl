# Facilities side by side.

compare-title = Places side by side
compare-none = Choose two to { $most } places to compare. Search, check “On my list”, then press “Compare”.
compare-too-many = You can compare up to { $most } places. Choose which ones.
compare-one = Choose one more place to compare.
compare-call = Call
compare-where = Where
compare-cautions = Watch out
compare-no-cautions = Nothing listed
compare-place = What
compare-differing = More differences: { $count }
compare-same = The same for all: { $count }
compare-source = Where this comes from
compare-back = Back to my list
