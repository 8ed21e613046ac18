package dev.steward.testing;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicLong;

/** Counts how often a connection to the database is lent. */
@Singleton
public class Connections implements AgroalPoolInterceptor {

  private final AtomicLong lent = new AtomicLong();

  @Override
  public void onConnectionAcquire(Connection connection) {
    lent.incrementAndGet();
  }

  public long lent() {
    return lent.get();
  }
}
