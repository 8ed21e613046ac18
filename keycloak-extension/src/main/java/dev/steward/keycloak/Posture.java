package dev.steward.keycloak;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.Profile;
import org.keycloak.common.Version;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.securityprofile.SecurityProfileProvider;

/**
 * Whether the guard really stands in a realm.
 *
 * @param problems what the operator should look at, in sentences
 * @param observed what was let pass that enforcing would have refused, on this node
 * @param pushingTo where this node tells what happens; nothing when it does not
 * @param signalsDropped how many signals of this node were given up; the registry finds the same by
 *     itself
 * @param signalsRefused how many the registry refused for good
 * @param usesNotCounted how many uses found no room in this node's memory
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Posture(
    String realm,
    String extensionVersion,
    String keycloakVersion,
    boolean guardActive,
    List<String> problems,
    String mode,
    String unregistered,
    List<String> trustedKeys,
    @Nullable String keysLoadedAt,
    List<WouldHaveDenied.Observed> observed,
    @Nullable String pushingTo,
    int signalsWaiting,
    long signalsDropped,
    long signalsRefused,
    long usesNotCounted,
    @Nullable String signalsProblem) {

  static Posture of(KeycloakSession session, RealmModel realm, Gate gate) {
    List<String> problems = new ArrayList<>();
    boolean policy = policyActive(session);
    if (!policy) {
      problems.add(
          "the guard is not in the security profile, so tokens are refused late or not at all;"
              + " start the server with --spi-security-profile--default--name=steward-security-profile");
    }
    boolean interceptor = interceptorActive(session);
    if (!interceptor) {
      problems.add(
          "this Keycloak has no token interceptors, so UMA with a bearer token is not guarded and"
              + " exchanged tokens are not trimmed; upgrade to 26.7");
    }
    gate.keys().problem().ifPresent(problems::add);
    if (!gate.held().loaded()) {
      problems.add("the gate has not read its memory of permits yet");
    }
    Optional<Signals.State> signals = gate.signals().map(Signals::state);
    return new Posture(
        realm.getName(),
        ExtensionVersion.TEXT,
        Version.VERSION,
        policy && interceptor,
        problems,
        text(gate.settings().mode().in(realm.getName())),
        text(gate.settings().unregistered().in(realm.getName())),
        gate.keys().keyIds(),
        gate.keys().loadedAt().map(Object::toString).orElse(null),
        gate.observed().in(realm.getName()),
        signals.map(Signals.State::pushingTo).orElse(null),
        signals.map(Signals.State::waiting).orElse(0),
        signals.map(Signals.State::dropped).orElse(0L),
        signals.map(Signals.State::refused).orElse(0L),
        signals.map(Signals.State::usesNotCounted).orElse(0L),
        signals.map(Signals.State::problem).orElse(null));
  }

  private static String text(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private static boolean policyActive(KeycloakSession session) {
    if (!Profile.isFeatureEnabled(Profile.Feature.CLIENT_POLICIES)) {
      return false;
    }
    SecurityProfileProvider profile = session.getProvider(SecurityProfileProvider.class);
    List<String> guarding =
        profile.getDefaultClientProfiles().stream()
            .filter(Posture::guards)
            .map(ClientProfileRepresentation::getName)
            .toList();
    return profile.getDefaultClientPolicies().stream()
        .filter(each -> Boolean.TRUE.equals(each.isEnabled()))
        .filter(Posture::alwaysApplies)
        .anyMatch(each -> each.getProfiles().stream().anyMatch(guarding::contains));
  }

  private static boolean guards(ClientProfileRepresentation profile) {
    return profile.getExecutors().stream()
        .anyMatch(each -> PermitGuardFactory.ID.equals(each.getExecutorProviderId()));
  }

  private static boolean alwaysApplies(ClientPolicyRepresentation policy) {
    return policy.getConditions().stream()
        .allMatch(each -> "any-client".equals(each.getConditionProviderId()));
  }

  private static boolean interceptorActive(KeycloakSession session) {
    return session.getKeycloakSessionFactory().getSpis().stream()
        .filter(spi -> spi.getName().equals("token-interceptor"))
        .anyMatch(
            spi ->
                session
                        .getKeycloakSessionFactory()
                        .getProviderFactory(spi.getProviderClass(), TokenGuardFactory.ID)
                    != null);
  }
}
