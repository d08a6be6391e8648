-- The reader's choice, value or tonnes, China with or without Hong Kong and Macao, turned into one column: written here and nowhere else.

create or replace macro metric.by_basis(basis, by_value, by_quantity) as
    case when basis = 'quantity' then by_quantity else by_value end;
comment on macro metric.by_basis is 'The one of two figures that the reader chose: basis value or quantity.';

create or replace macro metric.by_china(china, of_mainland, with_hong_kong_and_macao) as
    case when china = 'plus' then with_hong_kong_and_macao else of_mainland end;
comment on macro metric.by_china is 'The one of two figures that the reader chose: China mainland or plus (with Hong Kong and Macao).';

create or replace macro metric.chosen_share(basis, china, by_value, by_quantity, plus_by_value, plus_by_quantity) as
    case when basis = 'quantity' then case when china = 'plus' then plus_by_quantity else by_quantity end
         else case when china = 'plus' then plus_by_value else by_value end end;
comment on macro metric.chosen_share is 'The share that the reader chose: basis value or quantity, china mainland or plus.';
