// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.authoring;

import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.maven.Markers;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.authoring.ValidateGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Checks all models and shows every mistake at its line and column. Trains nothing.
 *
 * @since 0.1.0
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.GENERATE_RESOURCES, threadSafe = true)
public final class ValidateMojo extends AbstractBnnMojo {
    @Override
    protected void run(List<Path> models, Settings settings, Events events) throws WorkflowException, IOException {
        Markers markers = markers();
        each(models, events, model -> {
            if (!markers.changed(model)) {
                return;
            }
            markers.clear(model);
            ValidateGoal.Result result = ValidateGoal.run(new ValidateGoal.Request(model, settings), events);
            // In Eclipse the markers are the message; a failed goal would add one more on the POM.
            if (!result.summary().isEmpty() && !markers.active()) {
                throw new WorkflowException(result.summary());
            }
        });
    }
}
