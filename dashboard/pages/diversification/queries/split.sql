-- The change of China's share in one row for each basis: Shapley, LMDI, concentration.
select * from metric.china_share_split($importer, $series, $first, $last, 'value', $china, $pooled)
union all
select * from metric.china_share_split($importer, $series, $first, $last, 'quantity', $china, $pooled)
