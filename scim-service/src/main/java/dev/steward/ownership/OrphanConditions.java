package dev.steward.ownership;

import dev.steward.usage.Dormancy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What makes an identity {@code i} an orphan, as questions to the database. */
@ApplicationScoped
class OrphanConditions {

  private static final String OVER_LIMIT =
      """
      select o.identity_id from identity_owner o
      join over_limit l on l.person = o.person
      where o.role = 'OWNER' and o.accepted_at is not null and l.risk_tier = i.risk_tier
      """;

  private static final String CLIENT_GONE =
      """
      (i.realm, i.client_uuid) in (
        select n.realm, n.client_uuid from incident n where n.kind = 'ClientGone')
      """;

  private final Dormancy dormancy;
  private final OrphanConfig config;
  private final Clock clock;

  OrphanConditions(Dormancy dormancy, OrphanConfig config, Clock clock) {
    this.dormancy = dormancy;
    this.config = config;
    this.clock = clock;
  }

  /** A part of a question to the database. */
  record Condition(String sql, List<Object> parameters) {

    private static Condition of(String sql, Object... parameters) {
      return new Condition(sql, List.of(parameters));
    }
  }

  /** Nobody present has accepted to answer for it. */
  static Condition ownerless() {
    return Condition.of(Orphans.ORPHANED);
  }

  /** One of these reasons; without any, each that there is. */
  List<Condition> of(Set<OrphanReason> reasons) {
    if (!reasons.isEmpty()) {
      return reasons.stream()
          .filter(reason -> reason != OrphanReason.SHADOW)
          .map(this::of)
          .toList();
    }
    return List.of(
        ownerless(),
        of(OrphanReason.OWNER_OVER_LIMIT),
        of(OrphanReason.DORMANT),
        of(OrphanReason.ENVIRONMENT_GONE));
  }

  Condition of(OrphanReason reason) {
    return switch (reason) {
      case OWNER_NEVER_ACCEPTED -> ownerless("and p.present and o.accepted_at is null");
      case OWNER_DISABLED -> ownerless("and not p.present and not p.deleted");
      case OWNER_LEFT -> ownerless("and p.deleted");
      case OWNER_MISSING ->
          Condition.of(
              Orphans.ORPHANED
                  + """
                   and not exists (
                    select from identity_owner o join person p on p.id = o.person
                    where o.identity_id = i.id and o.role = 'OWNER')
                  """);
      case OWNER_OVER_LIMIT -> Condition.of("i.id in (" + OVER_LIMIT + ")");
      case DORMANT -> {
        Instant now = clock.instant();
        yield Condition.of(
            """
            i.id in (
              select u.identity_id from unused u
              where u.since + (?::jsonb ->> u.risk_tier)::interval <= ?)
            and not exists (
              select from dormancy_exception x
              where x.identity_id = i.id and x.since <= ? and x.until > ?)
            """,
            dormancy.limits(),
            now,
            now,
            now);
      }
      case ENVIRONMENT_GONE ->
          goneEnvironments().isEmpty()
              ? Condition.of(CLIENT_GONE)
              : Condition.of(
                  "(i.environment = any (?) or " + CLIENT_GONE + ")", goneEnvironments());
      case SHADOW -> throw new IllegalArgumentException("no identity is a shadow");
    };
  }

  private static Condition ownerless(String owner) {
    return Condition.of(
        Orphans.ORPHANED
            + """
             and exists (
              select from identity_owner o join person p on p.id = o.person
              where o.identity_id = i.id and o.role = 'OWNER'
            """
            + owner
            + ")");
  }

  static List<Condition> narrower(OrphanFilter filter, @Nullable UUID after) {
    List<Condition> narrower = new ArrayList<>();
    if (after != null) {
      narrower.add(Condition.of("i.id > ?", after));
    }
    if (!filter.tiers().isEmpty()) {
      narrower.add(Condition.of("i.risk_tier = any (?)", names(filter.tiers())));
    }
    if (!filter.kinds().isEmpty()) {
      narrower.add(Condition.of("i.kind = any (?)", names(filter.kinds())));
    }
    if (filter.environment() != null) {
      narrower.add(Condition.of("i.environment = ?", filter.environment()));
    }
    if (filter.owner() != null) {
      narrower.add(
          Condition.of(
              "i.id in (select o.identity_id from identity_owner o where o.person = ?)",
              filter.owner()));
    }
    return narrower;
  }

  private static List<String> names(Set<? extends Enum<?>> constants) {
    return constants.stream().map(Enum::name).toList();
  }

  List<String> goneEnvironments() {
    return config.goneEnvironments().orElse(List.of());
  }
}
