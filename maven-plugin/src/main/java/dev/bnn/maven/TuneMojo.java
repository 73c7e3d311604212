// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.TuneGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Searches for a better recipe of each model by validation accuracy, never on the test set, and prints its train
 * section. An interrupted search goes on when the goal is run again.
 */
@Mojo(name = "tune", threadSafe = true)
public final class TuneMojo extends AbstractBnnMojo {
    /**
     * What to try: entries of a train section, separated by semicolons, in which braces hold a range or the values to
     * choose from.
     */
    @Parameter(property = "bnn.tune", defaultValue = TuneGoal.STANDARD_SPACE)
    private String space;

    /** How many recipes to try. */
    @Parameter(property = "bnn.trials", defaultValue = "9")
    private int trials;

    /** Train all a little, the best third three times as long, and so on; false trains each to its end. */
    @Parameter(property = "bnn.halving", defaultValue = "true")
    private boolean halving;

    @Override
    void run(List<Path> models, Settings settings, LogEvents events) throws WorkflowException, IOException {
        eachAlone(
                models,
                events,
                model -> TuneGoal.run(new TuneGoal.Request(model, settings, space, trials, halving), events));
    }
}
