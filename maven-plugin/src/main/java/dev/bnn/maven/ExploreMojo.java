// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.ExploreGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Shows how fast each model could be and what that takes of the part, over all foldings, before anything is trained;
 * draws it in explore.html.
 */
@Mojo(name = "explore", threadSafe = true)
public final class ExploreMojo extends AbstractBnnMojo {
    @Override
    void run(List<Path> models, Settings settings, LogEvents events) throws WorkflowException, IOException {
        each(models, events, model -> ExploreGoal.run(new ExploreGoal.Request(model, settings), events));
    }
}
