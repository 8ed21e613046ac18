package dev.steward.keycloak;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;
import org.keycloak.utils.KeycloakSessionUtil;

/** Makes {@link PermitGuard}s and opens the {@link Gate} when the server is up. */
public final class PermitGuardFactory implements ClientPolicyExecutorProviderFactory {

  static final String ID = "steward-permit-guard";

  private @Nullable Gate gate;

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public void init(Config.Scope config) {
    gate = new Gate(GateSettings.from(config));
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    var first = factory.getProviderFactory(ClientPolicyExecutorProvider.class, ID);
    if (first == null || first == this) {
      factory.register(this::onEvent);
    }
  }

  @Override
  public ClientPolicyExecutorProvider<?> create(KeycloakSession session) {
    // Keycloak makes a factory of its own for each use in a profile; there is one gate all the
    // same.
    return new PermitGuard(session, Gate.of(session));
  }

  /** The guard is there even where client policies are switched off; posture tells. */
  @Override
  public boolean isSupported(Config.Scope config) {
    return true;
  }

  @Override
  public void close() {
    if (gate != null) {
      gate.close();
    }
  }

  @Override
  public String getHelpText() {
    return "Refuses every token that the client's permit does not cover.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return List.of();
  }

  Gate gate() {
    if (gate == null) {
      throw new IllegalStateException("the gate is asked before the server is initialised");
    }
    return gate;
  }

  private void onEvent(ProviderEvent event) {
    switch (event) {
      case PostMigrationEvent started -> open(started.getFactory());
      case RealmModel.RealmPostCreateEvent created ->
          RegistryRole.ensure(created.getCreatedRealm());
      case RealmModel.RealmRemovedEvent removed -> {
        new HeldPermitRows(removed.getKeycloakSession()).removeRealm(removed.getRealm().getId());
        new ClientOriginRows(removed.getKeycloakSession()).removeRealm(removed.getRealm().getId());
        gate().forgetRealm(removed.getRealm().getId());
      }
      case ClientModel.ClientCreationEvent created ->
          sessionOf(created)
              .flatMap(session -> noticed(session, created.getCreatedClient().getRealm()))
              .ifPresent(noticed -> noticed.created(created.getCreatedClient()));
      // What the gate does to a client, the registry ordered.
      case ClientChanged ours -> {}
      case ClientModel.ClientUpdatedEvent updated ->
          noticed(updated.getKeycloakSession(), updated.getUpdatedClient().getRealm())
              .ifPresent(noticed -> noticed.changed(updated.getUpdatedClient(), null));
      case ClientModel.ClientRemovedEvent removed -> {
        new ClientOriginRows(removed.getKeycloakSession()).remove(removed.getClient());
        noticed(removed.getKeycloakSession(), removed.getClient().getRealm())
            .ifPresent(noticed -> noticed.removed(removed.getClient()));
      }
      case UserModel.UserRemovedEvent removed -> {
        if (removed.getUser().getServiceAccountClientLink() == null) {
          noticed(removed.getKeycloakSession(), removed.getRealm())
              .ifPresent(noticed -> noticed.removed(removed.getRealm(), removed.getUser()));
        }
      }
      default -> {}
    }
  }

  /** Keycloak 26.5 does not say in which session a client is made: it is the one at work here. */
  private static Optional<KeycloakSession> sessionOf(ClientModel.ClientCreationEvent created) {
    return Optional.ofNullable(created.getKeycloakSession())
        .or(() -> Optional.ofNullable(KeycloakSessionUtil.getKeycloakSession()));
  }

  private Optional<Noticed> noticed(KeycloakSession session, RealmModel realm) {
    return gate().noticed(session, realm);
  }

  private void open(KeycloakSessionFactory factory) {
    KeycloakModelUtils.runJobInTransaction(
        factory, session -> session.realms().getRealmsStream().forEach(RegistryRole::ensure));
    gate().open(factory);
  }
}
