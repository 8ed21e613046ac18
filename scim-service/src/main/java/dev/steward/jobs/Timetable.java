package dev.steward.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

  /** How often a replica tells that it still does a job that it took. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /** After so many that did not come the replica counts as killed, and another does its jobs. */
  private static final int MISSED_HEARTBEATS = 4;

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
    Scheduler scheduler =
        Scheduler.create(source)
            .startTasks(tasks)
            .threads(THREADS)
            .pollUsingLockAndFetch(LOWER_LIMIT, UPPER_LIMIT)
            .pollingInterval(Duration.ofSeconds(1))
            .shutdownMaxWait(TO_FINISH)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .build();
    this.scheduler = scheduler;
    scheduler.start();
    for (Job job : jobs) {
      hurry(scheduler, job);
    }
  }

  /** A pause that was made shorter counts from now on, and not after one more of the longer. */
  private static void hurry(Scheduler scheduler, Job job) {
    TaskInstanceId task = TaskInstanceId.of(job.name(), RecurringTask.INSTANCE);
    Instant soonest = InstantSource.system().instant().plus(job.pause());
    boolean isLate =
        scheduler
            .getScheduledExecution(task)
            .filter(next -> !next.isPicked() && next.getExecutionTime().isAfter(soonest))
            .isPresent();
    if (isLate) {
      scheduler.reschedule(task, soonest);
    }
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
