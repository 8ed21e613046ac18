package dev.steward.keycloak;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;

/** The scopes that a permit governs: all but those that OpenID Connect and Keycloak bring along. */
final class Scopes {

  private static final Set<String> AMBIENT =
      Set.of(
          "openid",
          "profile",
          "email",
          "address",
          "phone",
          "basic",
          "acr",
          "roles",
          "web-origins",
          "microprofile-jwt",
          "organization",
          "service_account",
          "role_list",
          "saml_organization");

  private Scopes() {}

  static boolean governed(String scope) {
    return !AMBIENT.contains(scope);
  }

  /** The governed scopes in a {@code scope} parameter. */
  static Set<String> named(@Nullable String parameter) {
    if (parameter == null) {
      return Set.of();
    }
    return Arrays.stream(parameter.split("\\s+", -1))
        .filter(scope -> !scope.isEmpty())
        .filter(Scopes::governed)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The scopes of which a token of this session has what they bring, without showing them. */
  static Set<String> silent(ClientSessionContext context) {
    return context
        .getClientScopesStream()
        .filter(scope -> !(scope instanceof ClientModel))
        .filter(scope -> !scope.isIncludeInTokenScope())
        .map(ClientScopeModel::getName)
        .limit(WordCounts.MOST)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The governed scopes that a token of this session carries. */
  static Set<String> granted(ClientSessionContext context) {
    return Stream.concat(
            named(context.getScopeString()).stream(),
            context
                .getClientScopesStream()
                .filter(scope -> !(scope instanceof ClientModel))
                .filter(ClientScopeModel::isIncludeInTokenScope)
                .map(ClientScopeModel::getName)
                .filter(Scopes::governed))
        .collect(Collectors.toUnmodifiableSet());
  }
}
