package dev.steward.delivery;

import dev.steward.database.Database;
import dev.steward.evidence.Ledger;
import dev.steward.identity.Actor;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Identity.Id;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong between registry and Keycloak, told to the ledger once for as long as it lasts. */
@ApplicationScoped
class Incidents {

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;

  Incidents(Database database, Ledger ledger, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The kinds of incident; the names are events of the ledger. */
  enum Kind {
    /** The client no longer shows the permit that it was given. */
    PermitTampered,
    /** The client holds an older permit than the registry's newest. */
    PermitBehind,
    /** The client holds a newer permit than the registry knows of. */
    PermitAhead,
    /** A client that was stopped is enabled again. */
    ClientReenabled,
    /** The client of an identity does not exist any more. */
    ClientGone,
    /** A permit could not be delivered, however often it was tried. */
    PermitUndeliverable
  }

  /** Records that something is wrong, unless that is known already. */
  @Transactional(TxType.MANDATORY)
  void open(Kind kind, Client client, Id identity, long version, Map<String, Object> detail) {
    int opened =
        database.update(
            """
            insert into incident (realm, client_uuid, kind, since) values (?, ?, ?, ?)
            on conflict do nothing
            """,
            client.realm(),
            client.uuid(),
            kind,
            clock.instant());
    if (opened == 1) {
      Map<String, Object> all = new TreeMap<>(detail);
      all.put("client", client.uuid());
      ledger.append(Actor.system("reconciler"), kind.name(), identity, version, all);
    }
  }

  @Transactional(TxType.MANDATORY)
  void close(Client client, Kind kind) {
    database.update(
        "delete from incident where realm = ? and client_uuid = ? and kind = ?",
        client.realm(),
        client.uuid(),
        kind);
  }
}
