package dev.steward.keycloak;

import dev.steward.keycloak.PermitState.Holds;
import dev.steward.permit.Permit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

/**
 * Tells resource servers in the claim {@code steward} which identity acts and how it stands.
 * Nothing personal: the identity is an opaque id.
 */
public final class StewardClaims extends AbstractOIDCProtocolMapper
    implements OIDCAccessTokenMapper, TokenIntrospectionTokenMapper {

  static final String ID = "steward-claims";
  static final String CLAIM = "steward";

  private static final List<ProviderConfigProperty> PROPERTIES = new ArrayList<>();

  static {
    OIDCAttributeMapperHelper.addIncludeInTokensConfig(PROPERTIES, StewardClaims.class);
  }

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getDisplayType() {
    return "Steward identity";
  }

  @Override
  public String getDisplayCategory() {
    return TOKEN_MAPPER_CATEGORY;
  }

  @Override
  public String getHelpText() {
    return "Adds the non-human identity that acts, its kind, its standing and when its review is due.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return PROPERTIES;
  }

  @Override
  protected void setClaim(
      IDToken token,
      ProtocolMapperModel mapper,
      UserSessionModel userSession,
      KeycloakSession session,
      ClientSessionContext context) {
    Gate gate = Gate.of(session);
    if (gate.permits().of(context.getClientSession().getClient()) instanceof Holds(Permit permit)) {
      Map<String, String> claim = new LinkedHashMap<>();
      claim.put("identity", permit.identity().toString());
      claim.put("kind", permit.kind().name());
      claim.put("standing", permit.standing(gate.now()).name());
      claim.put("review_due", permit.reviewDue().toString());
      token.getOtherClaims().put(CLAIM, claim);
    }
  }
}
