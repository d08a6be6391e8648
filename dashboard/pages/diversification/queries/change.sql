-- Who replaced whom between two years: one row per supplier with both bases side by side, largest change first.
with by_value as (
    select * from metric.share_change($importer, $series, $first, $last, 'value', $china, $pooled)
),
by_quantity as (
    select * from metric.share_change($importer, $series, $first, $last, 'quantity', $china, $pooled)
)
select
    v.exporter_iso3,
    c.name_en as exporter_name_en,
    c.name_ja as exporter_name_ja,
    v.is_china,
    v.presence,
    v.share_from as value_share_from,
    v.share_to as value_share_to,
    v.change_points as value_change_points,
    v.contribution_points as value_contribution_points,
    v.shapley_points as value_shapley_points,
    v.hhi_contribution as value_hhi_contribution,
    q.share_from as quantity_share_from,
    q.share_to as quantity_share_to,
    if(q.reason in ('QUANTITY_NOT_IN_EXTRACT'), null, q.change_points) as quantity_change_points,
    if(q.reason in ('QUANTITY_NOT_IN_EXTRACT'), null, q.contribution_points) as quantity_contribution_points,
    q.shapley_points as quantity_shapley_points,
    q.hhi_contribution as quantity_hhi_contribution,
    v.value_from_usd,
    v.value_to_usd,
    v.quantity_from_t,
    v.quantity_to_t,
    v.unit_value_from_usd_per_t,
    v.unit_value_to_usd_per_t,
    v.value_to_usd - v.value_from_usd as value_change_usd,
    v.price_effect_usd,
    v.volume_effect_usd,
    v.scale_effect_usd,
    v.mix_effect_usd,
    v.bennet_price_usd,
    v.bennet_volume_usd,
    v.price_reason,
    v.reason as value_reason,
    q.reason as quantity_reason,
    $importer as importer_iso3,
    $series as series_id,
    $first as year_from,
    $last as year_to,
    v.source_ids
from by_value v
join by_quantity q using (exporter_iso3)
join ref.country c on c.iso3 = v.exporter_iso3
order by abs(metric.by_basis($basis, v.change_points, q.change_points)) desc nulls last, v.exporter_iso3
