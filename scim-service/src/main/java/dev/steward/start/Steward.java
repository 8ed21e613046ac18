package dev.steward.start;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The service's first and last word: the database comes up before it and goes down after it. */
@QuarkusMain
public final class Steward {

  private static final int SECONDS_TO_FINISH = 30;

  private Steward() {}

  public static void main(String... args) {
    // A target with a quotation mark in it is common among SCIM clients; Quarkus
    // (VertxHttpRecorder)
    // would refuse it without a word. What is no target at all is refused by dev.steward.scim.
    System.setProperty("vertx.disableURIValidation", "true");
    Settings settings = Settings.read();
    settings.spelled().forEach(System::setProperty);
    if (settings.databaseUrl().isPresent()) {
      Quarkus.run(args);
      return;
    }
    withEmbeddedDatabase(settings.dataDir().resolve("postgres"), args);
  }

  private static void withEmbeddedDatabase(Path home, String... args) {
    EmbeddedDatabase database;
    try {
      database = EmbeddedDatabase.startIn(home);
    } catch (UncheckedIOException | IllegalStateException e) {
      System.err.println("Steward cannot start: " + e.getMessage());
      System.exit(1);
      return;
    }
    System.setProperty("quarkus.datasource.jdbc.url", database.url());
    System.setProperty("quarkus.datasource.username", database.user());
    System.setProperty("quarkus.datasource.password", database.password());

    var serviceEnded = new CountDownLatch(1);
    var lastWord = new Thread(() -> closeAfter(serviceEnded, database), "close-database");
    Runtime.getRuntime().addShutdownHook(lastWord);
    try {
      Quarkus.run(
          null,
          (code, failure) -> {
            serviceEnded.countDown();
            ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
          },
          args);
    } finally {
      serviceEnded.countDown();
    }
  }

  /** A signal ends the service and this hook at once; the service needs the database to finish. */
  private static void closeAfter(CountDownLatch serviceEnded, EmbeddedDatabase database) {
    try {
      serviceEnded.await(SECONDS_TO_FINISH, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.close();
  }
}
