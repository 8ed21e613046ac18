package dev.steward.keycloak;

import dev.steward.permit.Decision.Denied;
import dev.steward.permit.Decision.Reason;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.TokenUtil;

/** Catches every token on its way out, whichever grant it comes from. */
final class TokenGuard implements TokenPostProcessor {

  private final KeycloakSession session;
  private final Gate gate;

  TokenGuard(KeycloakSession session, Gate gate) {
    this.session = session;
    this.gate = gate;
  }

  @Override
  public void process(TokenPostProcessorContext context) {
    Issued issued =
        Issued.of(
            session,
            context.accessToken(),
            context.refreshToken(),
            null,
            context.clientSessionCtx());
    Optional<Denied> denied = settle(issued);
    if (denied.isEmpty()) {
      gate.witness().issued(session, issued);
    } else if (!GrantTypes.preview(session)) {
      gate.witness().denied(session, issued.client(), denied.get());
      record(issued, denied.get());
      throw OAuthProblem.lateRefusal(denied.get());
    }
  }

  private Optional<Denied> settle(Issued issued) {
    AccessToken access = issued.access();
    if (access == null || !bringsAnIdTokenUnseen()) {
      return new TokenGate(session, gate).settle(issued);
    }
    Long end = access.getExp();
    String scope = access.getScope();
    Optional<Denied> denied = new TokenGate(session, gate).settle(issued);
    if (denied.isEmpty()
        && (!Objects.equals(end, access.getExp()) || !Objects.equals(scope, access.getScope()))) {
      return Optional.of(
          new Denied(
              Reason.SCOPE_NOT_ALLOWED,
              "the ID token of this grant cannot be held to the permit;"
                  + " ask without openid, or for an access token"));
    }
    return denied;
  }

  /** These two grants make an ID token that no extension gets to see. */
  private boolean bringsAnIdTokenUnseen() {
    String grant = GrantTypes.asked(session);
    if (!grant.equals(OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE)
        && !grant.equals(GrantTypes.JWT_BEARER)) {
      return false;
    }
    String scope = GrantTypes.formField(session, OAuth2Constants.SCOPE).orElse("");
    return TokenUtil.isOIDCRequest(scope)
        || GrantTypes.formField(session, OAuth2Constants.REQUESTED_TOKEN_TYPE)
            .filter(OAuth2Constants.ID_TOKEN_TYPE::equals)
            .isPresent();
  }

  private void record(Issued issued, Denied denied) {
    String grant = GrantTypes.asked(session);
    OAuth2GrantType type = session.getProvider(OAuth2GrantType.class, grant);
    new EventBuilder(session.getContext().getRealm(), session, session.getContext().getConnection())
        .event(type == null ? EventType.LOGIN : type.getEventType())
        .client(issued.client())
        .user(issued.context().getClientSession().getUserSession().getUser())
        .detail(Details.GRANT_TYPE, grant)
        .detail(Details.REASON, Details.CLIENT_POLICY_ERROR)
        .detail(Details.CLIENT_POLICY_ERROR, OAuthProblem.error(denied))
        .detail(Details.CLIENT_POLICY_ERROR_DETAIL, OAuthProblem.description(denied))
        .error(OAuthProblem.error(denied));
  }
}
