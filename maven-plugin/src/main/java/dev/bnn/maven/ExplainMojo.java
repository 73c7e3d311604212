// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.ExplainGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Explains what each pass did to each trained model and why that is equivalent. Names the thresholds, the constant
 * channels and the bottleneck.
 *
 * @since 0.1.0
 */
@Mojo(name = "explain", threadSafe = true)
public final class ExplainMojo extends AbstractBnnMojo {
    @Override
    void run(List<Path> models, Settings settings, LogEvents events) throws WorkflowException, IOException {
        each(models, events, model -> ExplainGoal.run(new ExplainGoal.Request(model, settings), events));
    }
}
