-- A mortgage does not end with the term of its debt, nor a dispute by waiting: both stand until they are lifted.
update register.encumbrance
set until = null
where kind in ('mortgage', 'dispute')
  and until is not null
  and lapsed_on is null;
