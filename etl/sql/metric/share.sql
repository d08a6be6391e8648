-- Every definition that a reader could quote, as a macro. A ratio is taken in one place only: metric.share.

create or replace macro metric.share(part, total) as
    cast(part as double) / nullif(cast(total as double), 0);
comment on macro metric.share is 'part / total; NULL where the total is 0 or unknown.';

-- Concentration. Arguments are lists of shares that sum to 1 over all suppliers, residual ones included.
create or replace macro metric.hhi(shares) as
    list_sum(list_transform(shares, lambda s: cast(s as double) * cast(s as double)));
comment on macro metric.hhi is 'Herfindahl-Hirschman index, 0-1: sum of squared shares.';

create or replace macro metric.effective_suppliers(hhi) as metric.share(1, hhi);
comment on macro metric.effective_suppliers is 'Number of equal suppliers with the same HHI: 1 / HHI.';

create or replace macro metric.hhi_normalised(hhi, suppliers) as
    case when suppliers > 1 then metric.share(hhi - metric.share(1, suppliers), 1 - metric.share(1, suppliers)) end;
comment on macro metric.hhi_normalised is 'HHI rescaled to 0-1 for a given number of suppliers; not for comparison over time.';

create or replace macro metric.cr(shares, k) as
    list_sum(list_slice(list_reverse_sort(list_transform(shares, lambda s: cast(s as double))), 1, k));
comment on macro metric.cr is 'Concentration ratio: sum of the k largest shares.';

create or replace macro metric.cr1(shares) as metric.cr(shares, 1);
comment on macro metric.cr1 is 'Share of the largest supplier.';
create or replace macro metric.cr3(shares) as metric.cr(shares, 3);
comment on macro metric.cr3 is 'Share of the three largest suppliers.';

create or replace macro metric.entropy(shares) as
    -list_sum(list_transform(list_filter(shares, lambda s: s > 0), lambda s: cast(s as double) * ln(cast(s as double))));
comment on macro metric.entropy is 'Shannon entropy of the shares, nats.';

-- The same from sums, for use over groups: sum of squared amounts and their total.
create or replace macro metric.hhi_from_sums(sum_of_squares, total) as
    metric.share(sum_of_squares, cast(total as double) * total);
comment on macro metric.hhi_from_sums is 'HHI from the sum of squared amounts and the total amount.';

-- Bounds where part of the trade is not allocated to a supplier. known: amounts; unallocated: amount.
create or replace macro metric.hhi_high_from_sums(sum_of_squares, largest, known_total, unallocated) as
    metric.hhi_from_sums(sum_of_squares - largest * largest + power(largest + coalesce(unallocated, 0), 2),
                         known_total + coalesce(unallocated, 0));
comment on macro metric.hhi_high_from_sums is 'Upper bound of HHI from sums: all unallocated trade given to the largest supplier.';

create or replace macro metric.hhi_low(known, unallocated) as
    metric.hhi_from_sums(list_sum(list_transform(known, lambda k: k * k)), list_sum(known) + coalesce(unallocated, 0));
comment on macro metric.hhi_low is 'Lower bound of HHI: unallocated trade spread over many small suppliers.';

create or replace macro metric.hhi_high(known, unallocated) as
    metric.hhi_high_from_sums(list_sum(list_transform(known, lambda k: k * k)), list_max(known), list_sum(known), unallocated);
comment on macro metric.hhi_high is 'Upper bound of HHI: all unallocated trade given to the largest supplier.';

create or replace macro metric.share_low(amount, known_total, unallocated) as
    metric.share(amount, known_total + coalesce(unallocated, 0));
comment on macro metric.share_low is 'Lower bound of a share: none of the unallocated trade is from this supplier.';

create or replace macro metric.share_high(amount, known_total, unallocated) as
    metric.share(amount + coalesce(unallocated, 0), known_total + coalesce(unallocated, 0));
comment on macro metric.share_high is 'Upper bound of a share: all of the unallocated trade is from this supplier.';

create or replace macro metric.is_china(iso3, china) as
    iso3 = 'CHN' or (china = 'plus' and iso3 in ('HKG', 'MAC'));
comment on macro metric.is_china is 'True for China; with china = plus also for Hong Kong and Macao.';

-- Import reliance. All arguments in the same unit, at the same stage.
create or replace macro metric.net_import_reliance(production, imports, exports, stock_release := 0, secondary := 0) as
    case when production + secondary + imports - exports + stock_release > 0
         then metric.share(imports - exports + stock_release, production + secondary + imports - exports + stock_release) end;
comment on macro metric.net_import_reliance is 'USGS: (I - E + stock release) / apparent consumption; below 0: net exporter; NULL where consumption is not above 0.';

create or replace macro metric.eu_import_reliance(production, imports, exports) as
    case when production + imports - exports > 0
         then greatest(0, metric.share(imports - exports, production + imports - exports)) end;
comment on macro metric.eu_import_reliance is 'EU method: (I - E) / (P + I - E), 0-1; net exporters are 0.';

create or replace macro metric.gross_import_share(production, imports) as
    metric.share(imports, production + imports);
comment on macro metric.gross_import_share is 'I / (P + I); overstates for countries that export again.';

-- Named definitions of dependence.
create or replace macro metric.geodep_criteria(import_hhi, world_export_hhi, imports, exports) as
    import_hhi > metric.threshold('geodep_hhi') and world_export_hhi > metric.threshold('geodep_hhi') and coalesce(imports > exports, imports > 0);
comment on macro metric.geodep_criteria is 'CEPII GeoDep in one year: import HHI above 0.4, world export HHI above 0.4, imports above exports; NULL where one of them is unknown and none fails.';

-- Unit values: how far one lies from the others of its code and year.
create or replace macro metric.robust_z(x, median_ln, mad_ln) as
    (ln(x) - median_ln) / nullif(1.4826 * mad_ln, 0);
comment on macro metric.robust_z is 'Robust z-score of ln(x); NULL where the spread is zero. Above 3.5: flagged, not dropped.';

create or replace macro metric.is_low_base(value_usd, quantity_t, years_with_trade, years_seen) as
    value_usd < metric.threshold('low_base_value_usd') or coalesce(quantity_t < metric.threshold('low_base_quantity_t'), false)
    or years_with_trade < least(metric.threshold('low_base_years'), years_seen);
comment on macro metric.is_low_base is 'Too small to rank: under 100,000 USD, under 1 tonne, or trade in under 3 of the last 5 years.';

-- Quality grade: the worst of five rules. Each rule gives 1 (A) to 4 (D).
create or replace macro metric.grade_purity(purity) as
    case purity when 'EXACT' then 1 when 'DOMINANT' then 2 when 'PROXY' then 3 else 4 end;
comment on macro metric.grade_purity is 'EXACT A, DOMINANT B, PROXY C, BASKET D.';
create or replace macro metric.grade_coverage(quantity_coverage) as
    case when quantity_coverage >= metric.threshold('grade_coverage_a') then 1 when quantity_coverage >= metric.threshold('grade_coverage_b') then 2 else 3 end;
comment on macro metric.grade_coverage is 'Value with a known quantity: 95 % and more A, 80 % and more B, less or none C.';
create or replace macro metric.grade_completeness(completeness) as case when completeness = 'full' then 1 else 2 end;
comment on macro metric.grade_completeness is 'All flows A; largest partners only B.';
create or replace macro metric.grade_base(low_base) as case when low_base then 4 else 1 end;
comment on macro metric.grade_base is 'Too small to rank: D.';
create or replace macro metric.grade_gap(edition_gap) as
    case when edition_gap is null or edition_gap <= metric.threshold('grade_gap_a') then 1 when edition_gap <= metric.threshold('grade_gap_b') then 2 else 3 end;
comment on macro metric.grade_gap is 'China share in HS92 against HS17: up to 5 points apart A, up to 15 B, more C; A where only one edition exists.';

create or replace macro metric.quality_grade(purity, quantity_coverage, completeness, low_base, edition_gap) as
    chr(64 + greatest(metric.grade_purity(purity), metric.grade_coverage(quantity_coverage),
                      metric.grade_completeness(completeness), metric.grade_base(low_base), metric.grade_gap(edition_gap)));
comment on macro metric.quality_grade is 'A to D: the worst of code purity, quantity coverage, completeness of the extract, size of the base and gap between HS editions.';

create or replace macro metric.grade_reasons(purity, quantity_coverage, completeness, low_base, edition_gap) as
    list_filter([
        case when metric.grade_purity(purity) > 1 then 'code purity ' || purity end,
        case when metric.grade_coverage(quantity_coverage) > 1
             then 'tonnes known for ' || coalesce(round(100 * quantity_coverage, 1), 0) || ' % of value' end,
        case when metric.grade_completeness(completeness) > 1 then 'largest partners only' end,
        case when low_base then 'too small to rank' end,
        case when metric.grade_gap(edition_gap) > 1
             then 'HS editions differ by ' || round(100 * edition_gap, 1) || ' points' end
    ], lambda r: r is not null);
comment on macro metric.grade_reasons is 'The rules that lowered the grade, in words.';
