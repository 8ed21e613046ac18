package dev.steward.scim;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads no more of a body than the limit, whatever its sender says or does not say of its length.
 */
@Provider
public class BoundedReading implements ReaderInterceptor {

  private final BodyLimit limit;
  private final CurrentVertxRequest present;

  BoundedReading(BodyLimit limit, CurrentVertxRequest present) {
    this.limit = limit;
    this.present = present;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
    RoutingContext request = present.getCurrent();
    reading.setInputStream(
        new Bounded(reading.getInputStream(), limit.most(request), limit.words(request)));
    return reading.proceed();
  }

  private static final class Bounded extends FilterInputStream {

    private final String words;
    private long left;

    Bounded(InputStream body, long most, String words) {
      super(body);
      this.left = most;
      this.words = words;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      return one < 0 ? one : one + counted(1) - 1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return counted(super.read(into, from, length));
    }

    private int counted(int read) {
      left -= Math.max(0, read);
      if (left < 0) {
        throw new ClientErrorException(words, 413);
      }
      return read;
    }
  }
}
