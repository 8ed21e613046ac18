package dev.steward.keycloak;

import dev.steward.permit.Decision.Denied;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;

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
        new Issued(context.accessToken(), context.refreshToken(), null, context.clientSessionCtx());
    Optional<Denied> denied = new TokenGate(session, gate).settle(issued);
    if (denied.isPresent() && !GrantTypes.preview(session)) {
      record(issued, denied.get());
      throw OAuthProblem.lateRefusal(denied.get());
    }
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
