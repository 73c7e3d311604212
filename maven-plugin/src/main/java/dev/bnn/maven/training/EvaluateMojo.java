// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.training;

import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.training.EvaluateGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Scores each trained model on the test images: top-1, top-5, and the accuracy of each class.
 *
 * @since 0.1.0
 */
@Mojo(name = "evaluate", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, threadSafe = true)
public final class EvaluateMojo extends AbstractBnnMojo {
    /**
     * Scores the first N test images; 0 for all.
     * Example: {@code -Dbnn.testImages=1000}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.testImages", defaultValue = "0")
    private int testImages;

    @Override
    protected void run(List<Path> models, Settings settings, Events events) throws WorkflowException, IOException {
        eachAlone(
                models,
                events,
                model -> EvaluateGoal.run(new EvaluateGoal.Request(model, settings, testImages), events));
    }
}
