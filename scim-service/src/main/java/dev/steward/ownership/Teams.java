package dev.steward.ownership;

import dev.steward.database.Database;
import dev.steward.identity.Actor;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity;
import dev.steward.identity.Identity.Id;
import dev.steward.identity.Identity.Intent;
import dev.steward.identity.Owner;
import dev.steward.people.Namesakes;
import dev.steward.people.People;
import dev.steward.registry.Identities;
import dev.steward.registry.NoSuchIdentity;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks people, alone or as a team, to answer for an identity. A team is the people in it, now and
 * as they come and go.
 */
@ApplicationScoped
public class Teams {

  private final Identities identities;
  private final Proposals proposals;
  private final StandingTeams standing;
  private final People people;
  private final Namesakes namesakes;
  private final Database database;

  Teams(
      Identities identities,
      Proposals proposals,
      StandingTeams standing,
      People people,
      Namesakes namesakes,
      Database database) {
    this.identities = identities;
    this.proposals = proposals;
    this.standing = standing;
    this.people = people;
    this.namesakes = namesakes;
    this.database = database;
  }

  /**
   * Asks a person, or else everybody present who is in a group or in a group of it.
   *
   * @param named the person's id, user name or email
   * @return who was asked, of those who had not been and do not answer in that role already
   */
  public List<String> ask(
      Id id, @Nullable String named, @Nullable UUID group, Owner.Role role, Actor actor) {
    String person = named == null ? null : namesakes.presentOr(named);
    if (person != null) {
      people.refresh(Set.of(person));
    }
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Identity identity =
                  identities.find(id).orElseThrow(() -> new NoSuchIdentity(id)).identity();
              if (identity.intent() == Intent.REVOKED) {
                throw new ChangeRefused(
                    Rule.REVOKED_IS_FINAL, "nobody needs to answer for what was revoked");
              }
              List<String> here =
                  group == null ? present(String.valueOf(person)) : presentIn(group);
              if (group != null) {
                standing.name(identity, group, role, actor);
              }
              String evidence =
                  group == null ? "proposed-by:" + actor.subject() : "member-of:" + group;
              return proposals.ask(identity, here, role, evidence, actor);
            });
  }

  private List<String> present(String person) {
    List<String> here =
        database.list(
            "select id from person where id = ? and present", row -> row.text("id"), person);
    return requireSomebody(
        here, "there is no one present person with the id, user name or email " + person);
  }

  private List<String> presentIn(UUID group) {
    List<String> here =
        database.list(
            """
            with recursive team (id) as (
              select ?::text
              union
              select m.member from team t
              join scim_group_member m on m.group_id = t.id::uuid where m.type = 'GROUP'
            )
            select distinct p.id from team t
            join scim_group_member m on m.group_id = t.id::uuid and m.type = 'USER'
            join person p on p.id = m.member
            where p.present order by p.id limit ?
            """,
            row -> row.text("id"),
            group.toString(),
            StandingTeams.LARGEST + 1);
    if (here.size() > StandingTeams.LARGEST) {
      throw new ChangeRefused(
          Rule.OVER_LIMIT,
          "a team of more than %d people answers for nothing; name a smaller one"
              .formatted(StandingTeams.LARGEST));
    }
    return requireSomebody(here, "nobody who is present is in a group " + group);
  }

  private static List<String> requireSomebody(List<String> here, String otherwise) {
    if (here.isEmpty()) {
      throw new ChangeRefused(Rule.OWNER_REQUIRED, otherwise);
    }
    return here;
  }
}
