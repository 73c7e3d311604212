// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.ExplainGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/** Says what lowering made of each trained model and why that is the same network: passes, thresholds, constant channels, the bottleneck. */
@Mojo(name = "explain", threadSafe = true)
public final class ExplainMojo extends AbstractBnnMojo {
    @Override
    void run(List<Path> models, Settings settings, LogEvents events) throws WorkflowException, IOException {
        each(models, events, model -> ExplainGoal.run(new ExplainGoal.Request(model, settings), events));
    }
}
