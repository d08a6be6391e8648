-- Why a share or a concentration moved between two years: every split adds up to the change exactly.

-- Concentration. (s0 + s1)(s1 - s0) = s1^2 - s0^2, so the terms of all suppliers add up to the change of HHI.
create or replace macro metric.hhi_contribution(share_from, share_to) as
    (cast(share_from as double) + share_to) * (cast(share_to as double) - share_from);
comment on macro metric.hhi_contribution is 'What one supplier adds to the change of HHI: (s0 + s1)(s1 - s0). Entry and exit: share 0.';

-- Share of China = China / (China + others): Shapley value of the two amounts. China out of a market that was all
-- Chinese leaves 0 / 0 on the way; half is taken there, which keeps the sum exact.
create or replace macro metric.share_of_two(china, others) as
    case when china = 0 and others = 0 then 0.5 else metric.share(china, cast(china as double) + others) end;
comment on macro metric.share_of_two is 'china / (china + others); one half where both are 0, used only on the way between two years.';

create or replace macro metric.shapley_china(china_from, others_from, china_to, others_to) as
    case when china_from + others_from > 0 and china_to + others_to > 0 then
        (metric.share_of_two(china_to, others_from) - metric.share_of_two(china_from, others_from)
       + metric.share_of_two(china_to, others_to) - metric.share_of_two(china_from, others_to)) / 2 end;
comment on macro metric.shapley_china is 'Part of the change of China''s share (0-1) that comes from China selling more or less. NULL where either year has no trade.';

create or replace macro metric.shapley_others(china_from, others_from, china_to, others_to) as
    case when china_from + others_from > 0 and china_to + others_to > 0 then
        (metric.share_of_two(china_from, others_to) - metric.share_of_two(china_from, others_from)
       + metric.share_of_two(china_to, others_to) - metric.share_of_two(china_to, others_from)) / 2 end;
comment on macro metric.shapley_others is 'Part of the change of China''s share (0-1) that comes from the others selling more or less. With shapley_china: the whole change.';

-- LMDI-I. The logarithmic mean and its limits: L(a, a) = a, L(a, 0) = 0.
create or replace macro metric.log_mean(a, b) as
    case when a < 0 or b < 0 then null
         when abs(a - b) <= 1e-9 * greatest(a, b) then (cast(a as double) + b) / 2
         when a = 0 or b = 0 then 0
         else (cast(a as double) - b) / (ln(a) - ln(b)) end;
comment on macro metric.log_mean is 'Logarithmic mean (a - b) / (ln a - ln b); a where both are equal, 0 where one is 0.';

create or replace macro metric.lmdi_growth(part_from, total_from, part_to, total_to) as
    case when total_from = 0 or total_to = 0 then cast(part_to as double) - part_from
         when part_from = 0 or part_to = 0 then 0
         else metric.log_mean(part_to, part_from) * ln(metric.share(total_to, total_from)) end;
comment on macro metric.lmdi_growth is 'LMDI-I: change of a part (amount) that comes from the total growing. Zeros by analytic limits: 0 for entry and exit.';

create or replace macro metric.lmdi_substitution(part_from, total_from, part_to, total_to) as
    case when total_from = 0 or total_to = 0 then 0
         when part_from = 0 or part_to = 0 then cast(part_to as double) - part_from
         else metric.log_mean(part_to, part_from)
              * ln(metric.share(metric.share(part_to, total_to), metric.share(part_from, total_from))) end;
comment on macro metric.lmdi_substitution is 'LMDI-I: change of a part (amount) that comes from its share moving. With lmdi_growth: the whole change.';

-- Value = price x quantity. A supplier that enters or leaves has no price before or after: all of it is volume.
-- A value with a quantity of 0 has no price at all: NULL.
create or replace macro metric.priced(value, quantity) as (quantity > 0 and value >= 0) or (quantity = 0 and value = 0);
comment on macro metric.priced is 'True where a unit value exists, or where nothing was traded.';

create or replace macro metric.lmdi_price(value_from, quantity_from, value_to, quantity_to) as
    case when not (metric.priced(value_from, quantity_from) and metric.priced(value_to, quantity_to)) then null
         when quantity_from = 0 or quantity_to = 0 then 0
         when value_from = 0 or value_to = 0 then cast(value_to as double) - value_from
         else metric.log_mean(value_to, value_from)
              * ln(metric.share(metric.share(value_to, quantity_to), metric.share(value_from, quantity_from))) end;
comment on macro metric.lmdi_price is 'LMDI-I: change of value that comes from the unit value (grade and mix of products are in it). 0 for entry and exit.';

create or replace macro metric.lmdi_volume(value_from, quantity_from, value_to, quantity_to) as
    case when not (metric.priced(value_from, quantity_from) and metric.priced(value_to, quantity_to)) then null
         when quantity_from = 0 or quantity_to = 0 then cast(value_to as double) - value_from
         when value_from = 0 or value_to = 0 then 0
         else metric.log_mean(value_to, value_from) * ln(metric.share(quantity_to, quantity_from)) end;
comment on macro metric.lmdi_volume is 'LMDI-I: change of value that comes from the quantity. With lmdi_price: the whole change.';

create or replace macro metric.lmdi_scale(value_from, quantity_from, value_to, quantity_to, total_from, total_to) as
    case when not (metric.priced(value_from, quantity_from) and metric.priced(value_to, quantity_to)) then null
         when quantity_from = 0 or quantity_to = 0 or value_from = 0 or value_to = 0 or total_from = 0 or total_to = 0 then 0
         else metric.log_mean(value_to, value_from) * ln(metric.share(total_to, total_from)) end;
comment on macro metric.lmdi_scale is 'Part of lmdi_volume that comes from all suppliers together selling more or less; the rest is the mix of suppliers.';

create or replace macro metric.bennet_price(value_from, quantity_from, value_to, quantity_to) as
    case when not (metric.priced(value_from, quantity_from) and metric.priced(value_to, quantity_to)) then null
         when quantity_from = 0 or quantity_to = 0 then 0
         else (metric.share(value_to, quantity_to) - metric.share(value_from, quantity_from))
              * (cast(quantity_from as double) + quantity_to) / 2 end;
comment on macro metric.bennet_price is 'Bennet: change of the unit value x mean quantity. 0 for entry and exit.';

create or replace macro metric.bennet_volume(value_from, quantity_from, value_to, quantity_to) as
    case when not (metric.priced(value_from, quantity_from) and metric.priced(value_to, quantity_to)) then null
         when quantity_from = 0 or quantity_to = 0 then cast(value_to as double) - value_from
         else (cast(quantity_to as double) - quantity_from)
              * (metric.share(value_from, quantity_from) + metric.share(value_to, quantity_to)) / 2 end;
comment on macro metric.bennet_volume is 'Bennet: change of the quantity x mean unit value. With bennet_price: the whole change.';

-- One supplier's part of the two Shapley terms. Each term is linear in the amounts of its side, so it is shared out in
-- proportion to their changes; as a rate it holds even where the changes of a side cancel out. Where all imports move
-- from China to others or back, one denominator of the rate is 0; both sides have changed then, and the term is divided.
create or replace macro metric.shapley_rate(side_from, side_to, other_from, other_to) as
    (metric.share(other_from, (cast(side_from as double) + other_from) * (side_to + other_from))
   + metric.share(other_to, (cast(side_from as double) + other_to) * (side_to + other_to))) / 2;
comment on macro metric.shapley_rate is 'Change of the share of one side per unit of its amount, mean over both years of the other side; NULL where a denominator is 0.';

create or replace macro metric.shapley_part(of_china, change, china_from, others_from, china_to, others_to) as
    case when not (china_from + others_from > 0 and china_to + others_to > 0) then null
         when of_china then change * coalesce(
             metric.shapley_rate(china_from, china_to, others_from, others_to),
             metric.share(metric.shapley_china(china_from, others_from, china_to, others_to), china_to - china_from), 0)
         else change * coalesce(
             -metric.shapley_rate(others_from, others_to, china_from, china_to),
             metric.share(metric.shapley_others(china_from, others_from, china_to, others_to), others_to - others_from), 0) end;
comment on macro metric.shapley_part is 'Part of the change of China''s share (0-1) that comes from one supplier, on the side of China or of the others; all parts add up to the change.';
