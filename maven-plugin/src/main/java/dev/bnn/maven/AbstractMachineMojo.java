// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;

/** A goal that needs no project and no model. */
public abstract class AbstractMachineMojo extends AbstractMojo {
    /** Programs of the machine and repositories may take long to answer. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(5);

    private final String task;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution mojo;

    /** @param task what the line of progress says that the goal does */
    protected AbstractMachineMojo(String task) {
        this.task = task;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        KnownParameters.of(plugin).check(session.getUserProperties(), new Properties(), null);
        KnownParameters.ineffective(session, mojo).forEach(getLog()::warn);
        LogEvents events = new LogEvents(
                        getLog(),
                        new Markers(null, false),
                        Console.live(session.getRequest().isInteractiveMode()),
                        task,
                        SILENCE)
                .watching();
        try (events) {
            Failures.translated(mojo.getGoal(), getLog(), () -> run(events));
        }
    }

    /** Runs the goal. */
    protected abstract void run(Events events) throws WorkflowException, IOException;

    protected final MavenSession session() {
        return session;
    }

    protected final PluginDescriptor plugin() {
        return plugin;
    }
}
