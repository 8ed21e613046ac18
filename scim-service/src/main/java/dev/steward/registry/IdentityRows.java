package dev.steward.registry;

import dev.steward.identity.Identity.Client;
import dev.steward.query.Condition;
import dev.steward.query.Page;
import dev.steward.query.Selection;
import dev.steward.query.Window;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The rows of the identity table, as Hibernate reads them. */
@ApplicationScoped
class IdentityRows implements PanacheRepositoryBase<IdentityRow, UUID> {

  Optional<IdentityRow> of(Client client) {
    return find("realm = ?1 and clientUuid = ?2", client.realm(), client.uuid())
        .firstResultOptional();
  }

  Page<IdentityRow> matching(Condition condition, Window window) {
    return new Selection<>(IdentityRow.class, condition).page(getEntityManager(), window);
  }

  long counting(Condition condition) {
    return new Selection<>(IdentityRow.class, condition).count(getEntityManager());
  }
}
