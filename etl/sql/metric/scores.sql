-- Supply-risk scores that experts know, as formulas. The marts in mart/scores.sql feed them.

create or replace macro metric.instability(political_stability) as
    case when political_stability is not null then least(1, greatest(0, (2.5 - cast(political_stability as double)) / 5)) end;
comment on macro metric.instability is 'Political stability (WGI estimate, -2.5 to 2.5) turned into 0 (stable) to 1 (unstable); NULL where unknown.';

create or replace macro metric.weighted_import_risk(risk_weighted_imports, imports, domestic) as
    metric.share(risk_weighted_imports, cast(imports as double) + domestic);
comment on macro metric.weighted_import_risk is 'GeoPolRisk: sum of instability x imports over imports + domestic production; NULL where both are 0.';

create or replace macro metric.geopolrisk(hhi, risk_weighted_imports, imports, domestic) as
    case when imports > 0 then hhi * metric.weighted_import_risk(risk_weighted_imports, imports, domestic) end;
comment on macro metric.geopolrisk is 'GeoPolRisk, 0-1: HHI of world production x weighted import risk; NULL without imports.';

create or replace macro metric.governance_risk(wgi) as
    case when wgi is not null then least(10, greatest(0, (2.5 - cast(wgi as double)) * 2)) end;
comment on macro metric.governance_risk is 'Mean of the six WGI estimates turned into 0 (best) to 10 (worst), as the EU method has it.';

create or replace macro metric.hhi_governance(shares, risks, trade_parameters) as
    list_sum(list_transform(list_zip(shares, risks, trade_parameters), lambda z: cast(z[1] as double) * z[1] * z[2] * z[3]));
comment on macro metric.hhi_governance is 'EU method: sum of squared shares x governance risk (0-10) x trade parameter.';

create or replace macro metric.eu_supply_risk(global_supply, sourcing, import_reliance, eol_recycling, substitution) as
    coalesce(global_supply * import_reliance / 2 + sourcing * (1 - cast(import_reliance as double) / 2), global_supply)
    * (1 - cast(eol_recycling as double)) * substitution;
comment on macro metric.eu_supply_risk is 'EU method: [global supply x IR/2 + sourcing x (1 - IR/2)] x (1 - recycling input rate) x substitution index; from global supply alone where sourcing or import reliance is unknown.';
