// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.results;

import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.results.ReportGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Gathers the results of the other goals for each model on one page, report.html.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class ReportMojo extends AbstractBnnMojo {
    @Override
    protected void run(List<Path> models, Settings settings, Events events) throws WorkflowException, IOException {
        each(models, events, model -> ReportGoal.run(new ReportGoal.Request(model, settings), events));
    }
}
