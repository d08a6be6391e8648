-- What the columns of all frames mean; a name that ends in <year> stands for any year.
select column_name, label_en as column_label_en, label_ja as column_label_ja, unit, meaning_en, meaning_ja, format
from meta.column
order by column_name
