package dev.steward.keycloak;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.ClientEntity;

/**
 * The clients of a realm, read by set: a page costs the same number of queries however long it is,
 * and leaves Keycloak's cache of clients as it was.
 */
final class ClientRows {

  private static final List<String> ATTRIBUTES =
      List.of(
          ClientPermits.PERMIT,
          ClientPermits.VERSION,
          ClientPermits.IDENTITY,
          ClientPermits.GOOD_UNTIL,
          GrantTypes.EXCHANGE_SWITCH,
          GrantTypes.JWT_BEARER_SWITCH,
          GrantTypes.CIBA_SWITCH,
          GrantTypes.DEVICE_SWITCH,
          ClientFacts.SECRET_CREATED,
          Origin.METADATA_DOCUMENT_MARK,
          "use.jwks.url",
          "use.jwks.string",
          "jwt.credential.certificate",
          "jwt.credential.public.key",
          "x509.subjectdn");

  private final EntityManager entities;
  private final RealmModel realm;

  ClientRows(KeycloakSession session, RealmModel realm) {
    this.entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    this.realm = realm;
  }

  /** The next ones by key. */
  List<ClientRow> after(String uuid, int most) {
    return read(
        clients("and c.id > :after order by c.id").setParameter("after", uuid).setMaxResults(most));
  }

  /** The next ones by name. The further away, the longer it takes. */
  List<ClientRow> from(int first, int most) {
    return read(clients("order by c.clientId").setFirstResult(first).setMaxResults(most));
  }

  Optional<ClientRow> find(String uuid) {
    return read(clients("and c.id = :id").setParameter("id", uuid)).stream().findFirst();
  }

  private TypedQuery<Object[]> clients(String condition) {
    String created = remembersCreation() ? "c.createdTimestamp" : "c.notBefore";
    return entities
        .createQuery(
            """
            select c.id, c.clientId, c.name, c.description, c.enabled, c.clientAuthenticatorType,
              c.protocol, c.publicClient, c.bearerOnly, c.serviceAccountsEnabled,
              c.directAccessGrantsEnabled, c.standardFlowEnabled, c.implicitFlowEnabled,
              c.consentRequired,
              case when c.registrationToken is null then false else true end, %s
            from ClientEntity c where c.realmId = :realm %s
            """
                .formatted(created, condition),
            Object[].class)
        .setParameter("realm", realm.getId());
  }

  private List<ClientRow> read(TypedQuery<Object[]> query) {
    List<ClientRow> rows = query.getResultStream().map(ClientRows::row).toList();
    Map<String, Map<String, String>> attributes =
        attributes(rows.stream().map(ClientRow::uuid).toList());
    return rows.stream()
        .map(row -> row.with(attributes.getOrDefault(row.uuid(), Map.of())))
        .toList();
  }

  private Map<String, Map<String, String>> attributes(List<String> clients) {
    if (clients.isEmpty()) {
      return Map.of();
    }
    return entities
        .createQuery(
            """
            select a.client.id, a.name, a.value from ClientAttributeEntity a
            where a.client.id in :clients and (a.name in :names %s)
            """
                .formatted(
                    ClientFacts.CONTACT_WORDS.stream()
                        .map("or lower(a.name) like '%%%s%%'"::formatted)
                        .collect(Collectors.joining(" "))),
            Object[].class)
        .setParameter("clients", clients)
        .setParameter("names", ATTRIBUTES)
        .getResultStream()
        .filter(found -> found[2] != null)
        .collect(
            Collectors.groupingBy(
                found -> (String) found[0],
                Collectors.toMap(found -> (String) found[1], found -> (String) found[2])));
  }

  /** Keycloak does so since 26.7. */
  private boolean remembersCreation() {
    return entities.getMetamodel().entity(ClientEntity.class).getAttributes().stream()
        .anyMatch(attribute -> attribute.getName().equals("createdTimestamp"));
  }

  private static ClientRow row(Object[] found) {
    return new ClientRow(
        (String) found[0],
        (String) found[1],
        (String) found[2],
        (String) found[3],
        (boolean) found[4],
        (String) found[5],
        (String) found[6],
        (boolean) found[7],
        new ClientRow.Flows(
            (boolean) found[8],
            (boolean) found[9],
            (boolean) found[10],
            (boolean) found[11],
            (boolean) found[12],
            (boolean) found[13]),
        (boolean) found[14],
        found[15] instanceof Long millis ? millis : null,
        Map.of());
  }
}
