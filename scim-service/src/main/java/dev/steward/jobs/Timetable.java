package dev.steward.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * When each job runs next, kept in the database and in real time, so that the replicas agree and a
 * clock that travels changes nothing.
 */
@ApplicationScoped
class Timetable {

  private static final int THREADS = 3;
  private static final double LOWER_LIMIT = 0.5;
  private static final double UPPER_LIMIT = 1.0;
  private static final Duration TO_FINISH = Duration.ofSeconds(20);

  private final DataSource source;
  private final List<Job> jobs;
  private final JobsConfig config;
  private @Nullable Scheduler scheduler;

  Timetable(DataSource source, @All List<Job> jobs, JobsConfig config) {
    this.source = source;
    this.jobs = jobs;
    this.config = config;
  }

  void start(@Observes StartupEvent ignored) {
    if (!config.enabled()) {
      return;
    }
    List<RecurringTask<Void>> tasks = jobs.stream().map(Timetable::task).toList();
    scheduler =
        Scheduler.create(source)
            .startTasks(tasks)
            .threads(THREADS)
            .pollUsingLockAndFetch(LOWER_LIMIT, UPPER_LIMIT)
            .pollingInterval(Duration.ofSeconds(1))
            .shutdownMaxWait(TO_FINISH)
            .build();
    scheduler.start();
  }

  void stop(@Observes ShutdownEvent ignored) {
    if (scheduler != null) {
      scheduler.stop();
    }
  }

  private static RecurringTask<Void> task(Job job) {
    return Tasks.recurring(job.name(), FixedDelay.of(job.pause()))
        .execute((instance, context) -> job.run());
  }
}
