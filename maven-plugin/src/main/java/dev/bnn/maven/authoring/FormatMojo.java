// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.authoring;

import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.authoring.FormatGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Brings each model file into the one style of editors. Changes blanks and line ends only, keeps comments, and leaves a file with a
 * syntax error as it is.
 *
 * @since 0.1.0
 */
@Mojo(name = "format", threadSafe = true)
public final class FormatMojo extends AbstractBnnMojo {
    /**
     * Changes nothing, and fails where a file is not formatted.
     * Example: {@code -Dbnn.check=true}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.check", defaultValue = "false")
    private boolean check;

    @Override
    protected void run(List<Path> models, Settings settings, Events events) throws WorkflowException, IOException {
        each(models, "format", model -> FormatGoal.run(new FormatGoal.Request(model, check), events));
    }
}
