package dev.steward.keycloak;

import dev.steward.permit.Decision;
import dev.steward.permit.Decision.Denied;
import dev.steward.permit.Decision.Permitted;
import dev.steward.permit.Decision.Trimmed;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.protocol.oidc.endpoints.request.AuthorizationEndpointRequest;
import org.keycloak.protocol.oidc.grants.ciba.clientpolicy.context.BackchannelAuthenticationRequestContext;
import org.keycloak.protocol.oidc.grants.ciba.clientpolicy.context.BackchannelTokenResponseContext;
import org.keycloak.protocol.oidc.grants.device.clientpolicy.context.DeviceAuthorizationRequestContext;
import org.keycloak.protocol.oidc.grants.device.clientpolicy.context.DeviceTokenResponseContext;
import org.keycloak.protocol.oidc.par.clientpolicy.context.PushedAuthorizationRequestContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.AuthorizationRequestContext;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;
import org.keycloak.services.clientpolicy.context.ImplicitHybridTokenResponse;
import org.keycloak.services.clientpolicy.context.ResourceOwnerPasswordCredentialsResponseContext;
import org.keycloak.services.clientpolicy.context.ServiceAccountTokenResponseContext;
import org.keycloak.services.clientpolicy.context.TokenRefreshResponseContext;
import org.keycloak.services.clientpolicy.context.TokenResponseContext;
import org.keycloak.services.clientpolicy.context.UserInfoRequestContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/** Refuses every token request that the client's permit does not cover. */
final class PermitGuard
    implements ClientPolicyExecutorProvider<ClientPolicyExecutorConfigurationRepresentation> {

  private final KeycloakSession session;
  private final Gate gate;

  PermitGuard(KeycloakSession session, Gate gate) {
    this.session = session;
    this.gate = gate;
  }

  @Override
  public String getProviderId() {
    return PermitGuardFactory.ID;
  }

  @Override
  public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
    switch (Moment.of(context.getEvent())) {
      case ISSUING -> beforeIssuing(context);
      case ISSUED -> {
        Optional<AccessTokenResponseBuilder> builder = builder(context);
        if (builder.isPresent()) {
          afterIssuing(Issued.by(session, builder.get()));
        }
      }
      case USING -> onUse(user(context));
      case CHANGING -> {
        if (context instanceof ClientCRUDContext change) {
          onChange(change);
        }
      }
      case MADE -> {
        if (context instanceof ClientCRUDContext made && made.getTargetClient() != null) {
          new ClientOriginRows(session)
              .remember(made.getTargetClient(), Makers.how(made), Makers.who(made), gate.millis());
        }
      }
      case PASSING -> {}
    }
  }

  private void beforeIssuing(ClientPolicyContext context) throws ClientPolicyException {
    ClientModel client = session.getContext().getClient();
    if (client == null) {
      return;
    }
    String grant = grant(context);
    Set<String> requested =
        grant.equals(GrantTypes.UMA) ? Set.of() : Scopes.named(scopeParameter(context));
    Decision decision = gate.decisions().onIssue(session, client, grant, requested, Set.of());
    if (decision instanceof Denied denied) {
      gate.witness().denied(session, client, denied);
      throw OAuthProblem.refusal(denied);
    }
  }

  private void afterIssuing(Issued issued) throws ClientPolicyException {
    Optional<Denied> denied = new TokenGate(session, gate).settle(issued);
    if (denied.isPresent()) {
      gate.witness().denied(session, issued.client(), denied.get());
      throw OAuthProblem.refusal(denied.get());
    }
    gate.witness().issued(session, issued);
  }

  private void onUse(@Nullable ClientModel client) throws ClientPolicyException {
    if (client == null) {
      return;
    }
    switch (gate.decisions().onUse(session, client)) {
      case Denied denied -> throw OAuthProblem.staleToken(denied);
      case Permitted permitted -> {}
      case Trimmed trimmed -> {}
    }
  }

  /** On 26.5 nobody has looked at userinfo's token yet, so that the client is not known. */
  private @Nullable ClientModel user(ClientPolicyContext context) {
    ClientModel known = session.getContext().getClient();
    if (known != null || !(context instanceof UserInfoRequestContext asked)) {
      return known;
    }
    AccessToken token =
        session.tokens().decode(asked.getTokenForUserInfo().getToken(), AccessToken.class);
    return token == null || token.getIssuedFor() == null
        ? null
        : session.getContext().getRealm().getClientByClientId(token.getIssuedFor());
  }

  private static void onChange(ClientCRUDContext context) throws ClientPolicyException {
    Optional<String> attribute =
        AttributeWatch.changed(
            context.getProposedClientRepresentation(), context.getTargetClient());
    if (attribute.isPresent()) {
      throw OAuthProblem.refusedChange(
          attribute.get()
              + " is written by the registry of non-human identities alone; leave it as it is");
    }
  }

  private String grant(ClientPolicyContext context) {
    return switch (context) {
      case AuthorizationRequestContext asked -> grantOf(asked.getAuthorizationEndpointRequest());
      case PushedAuthorizationRequestContext pushed -> grantOf(pushed.getRequest());
      case DeviceAuthorizationRequestContext device -> OAuth2Constants.DEVICE_CODE_GRANT_TYPE;
      case BackchannelAuthenticationRequestContext ciba -> GrantTypes.CIBA;
      default -> GrantTypes.asked(session);
    };
  }

  private static String grantOf(AuthorizationEndpointRequest request) {
    String type = request.getResponseType();
    return type == null || Set.of(type.split(" ", -1)).contains("code")
        ? OAuth2Constants.AUTHORIZATION_CODE
        : GrantTypes.IMPLICIT;
  }

  private String scopeParameter(ClientPolicyContext context) {
    String scope =
        switch (context) {
          case AuthorizationRequestContext asked ->
              asked.getAuthorizationEndpointRequest().getScope();
          case PushedAuthorizationRequestContext pushed -> pushed.getRequest().getScope();
          default -> GrantTypes.formField(session, OAuth2Constants.SCOPE).orElse("");
        };
    return scope == null ? "" : scope;
  }

  private static Optional<AccessTokenResponseBuilder> builder(ClientPolicyContext context) {
    return switch (context) {
      case TokenResponseContext c -> Optional.of(c.getAccessTokenResponseBuilder());
      case ServiceAccountTokenResponseContext c -> Optional.of(c.getAccessTokenResponseBuilder());
      case TokenRefreshResponseContext c -> Optional.of(c.getAccessTokenResponseBuilder());
      case ResourceOwnerPasswordCredentialsResponseContext c ->
          Optional.of(c.getAccessTokenResponseBuilder());
      case ImplicitHybridTokenResponse c -> Optional.of(c.getAccessTokenResponseBuilder());
      case BackchannelTokenResponseContext c -> Optional.of(c.getAccessTokenResponseBuilder());
      case DeviceTokenResponseContext c -> Optional.of(c.getAccessTokenResponseBuilder());
      default -> Optional.empty();
    };
  }
}
