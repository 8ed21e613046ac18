package dev.steward.registry;

import dev.steward.identity.Identity.Client;
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
}
