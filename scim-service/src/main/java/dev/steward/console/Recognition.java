package dev.steward.console;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds how long a page waits until it is known who asks for it, and keeps the reason why that is
 * not known. It is Keycloak that knows, and Keycloak may be slow, away, or of another mind.
 */
@ApplicationScoped
class Recognition {

  private final Duration patience;

  Recognition(@ConfigProperty(name = "steward.console.patience") Duration patience) {
    this.patience = patience;
  }

  /** What is asked for, or nothing after a hindrance, which is kept with the request then. */
  <T> Uni<T> within(RoutingContext context, Uni<T> asked) {
    return Uni.createFrom()
        .<T>emitter(emitter -> waitFor(context, asked, emitter))
        .onFailure()
        .recoverWithUni(
            failure -> {
              Optional<Hindrance> hindrance = Hindrance.of(failure);
              hindrance.ifPresent(known -> context.put(Hindrance.class.getName(), known));
              return hindrance.isPresent()
                  ? Uni.createFrom().nullItem()
                  : Uni.createFrom().failure(failure);
            });
  }

  /** Why it is not known who asks; nothing for who merely has not signed in. */
  static Optional<Hindrance> hindrance(RoutingContext context) {
    return Optional.ofNullable(context.get(Hindrance.class.getName()));
  }

  /** The timer fires where the request is served; those of Mutiny do elsewhere. */
  private <T> void waitFor(RoutingContext context, Uni<T> asked, UniEmitter<? super T> emitter) {
    long timer =
        context.vertx().setTimer(patience.toMillis(), late -> emitter.fail(new TimeoutException()));
    asked
        .subscribe()
        .with(
            answer -> {
              context.vertx().cancelTimer(timer);
              emitter.complete(answer);
            },
            failure -> {
              context.vertx().cancelTimer(timer);
              emitter.fail(failure);
            });
  }
}
