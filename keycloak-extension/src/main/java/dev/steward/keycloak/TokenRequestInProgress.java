package dev.steward.keycloak;

import dev.steward.keycloak.Use.Names;
import dev.steward.keycloak.Use.Outcome;
import dev.steward.permit.Decision.Denied;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;

/** What is known so far of the token request that is being answered; counted when that is over. */
final class TokenRequestInProgress extends AbstractKeycloakTransaction {

  private static final String HERE = "steward.token-request";

  private final UseMeter meter;
  private final String realm;
  private final String client;
  private final String grant;
  private final String method;
  private final String network;
  private final Set<String> scopesAsked;
  private final Set<String> audiencesAsked;
  private Set<String> scopesGranted = Set.of();
  private Set<String> audiencesGranted = Set.of();
  private Set<String> roles = Set.of();
  private boolean issued;
  private @Nullable Denied denied;
  private @Nullable Denied wouldHaveDenied;

  private TokenRequestInProgress(KeycloakSession session, UseMeter meter, ClientModel client) {
    this.meter = meter;
    this.realm = client.getRealm().getId();
    this.client = client.getId();
    this.grant = GrantTypes.asked(session);
    this.method = method(client);
    this.network =
        NetworkClass.of(session.getContext().getConnection().getRemoteAddr())
            .name()
            .toLowerCase(Locale.ROOT);
    this.scopesAsked = words(GrantTypes.formField(session, OAuth2Constants.SCOPE).orElse(""));
    this.audiencesAsked =
        Stream.of(OAuth2Constants.AUDIENCE, OAuth2Constants.RESOURCE)
            .flatMap(name -> GrantTypes.formFields(session, name).stream())
            .limit(WordCounts.MOST)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The current request, if its client is one to count. */
  static Optional<TokenRequestInProgress> of(
      KeycloakSession session, Gate gate, ClientModel client) {
    if (session.getAttribute(HERE) instanceof TokenRequestInProgress known
        && known.client.equals(client.getId())) {
      return Optional.of(known);
    }
    if (!gate.listens(client.getRealm().getId())
        || GrantTypes.preview(session)
        || !actsAlone(session, gate, client)) {
      return Optional.empty();
    }
    TokenRequestInProgress begun = new TokenRequestInProgress(session, gate.meter(), client);
    session.setAttribute(HERE, begun);
    gate.issuers().seen(session, client.getRealm());
    session.getTransactionManager().enlistAfterCompletion(begun);
    return Optional.of(begun);
  }

  private static boolean actsAlone(KeycloakSession session, Gate gate, ClientModel client) {
    return !BuiltInClients.contain(client)
        && (client.isServiceAccountsEnabled()
            || client.isDirectAccessGrantsEnabled()
            || client.getRegistrationToken() != null
            || client.getAttribute(Origin.METADATA_DOCUMENT_MARK) != null
            || gate.held().of(client.getId()).isPresent()
            || GrantTypes.onItsOwn(GrantTypes.asked(session)));
  }

  void denied(Denied by) {
    denied = by;
  }

  void wouldHaveDenied(Denied by) {
    wouldHaveDenied = by;
  }

  /** The tokens as they are handed out. */
  void issued(Issued tokens) {
    Set<String> scopes = new HashSet<>();
    AccessToken access = tokens.access();
    if (access != null) {
      scopes.addAll(words(access.getScope()));
      scopes.addAll(Scopes.silent(tokens.context()));
      String[] audience = access.getAudience();
      audiencesGranted = audience == null ? Set.of() : Set.copyOf(List.of(audience));
      roles = GrantedRoles.of(tokens.context());
    }
    scopesGranted = scopes;
    issued = true;
  }

  @Override
  protected void commitImpl() {
    if (denied != null) {
      count(Outcome.DENIED, denied);
    } else if (issued) {
      count(wouldHaveDenied == null ? Outcome.ISSUED : Outcome.WOULD_HAVE_DENIED, wouldHaveDenied);
    }
  }

  /** A refusal rolls back, and so does whatever else kept the tokens from being handed out. */
  @Override
  protected void rollbackImpl() {
    if (denied != null) {
      count(Outcome.DENIED, denied);
    }
  }

  private void count(Outcome outcome, @Nullable Denied why) {
    meter.count(
        new Use(
            realm,
            client,
            grant,
            method,
            network,
            new Names(scopesAsked, scopesGranted),
            new Names(audiencesAsked, audiencesGranted),
            roles,
            outcome,
            why == null ? null : why.reason().name()));
  }

  private static String method(ClientModel client) {
    String authenticator = client.getClientAuthenticatorType();
    return client.isPublicClient() || authenticator == null ? "public" : authenticator;
  }

  private static Set<String> words(@Nullable String text) {
    return text == null
        ? Set.of()
        : Arrays.stream(text.split("\\s+", -1))
            .filter(word -> !word.isEmpty())
            .limit(WordCounts.MOST)
            .collect(Collectors.toUnmodifiableSet());
  }
}
