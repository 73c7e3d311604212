// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.authoring.LanguageServerGoal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * Prints where the language server is, and the few lines that each editor needs. With a folder, it
 * puts the server there with the script <code>bnn-ls</code>, which starts it quicker.
 *
 * @since 0.1.0
 */
@Mojo(name = "language-server", requiresProject = false, aggregator = true, threadSafe = true)
public final class LanguageServerMojo extends AbstractMojo {
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(5);

    private final RepositorySystem repositories;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true)
    private List<RemoteRepository> remotes;

    /**
     * Folder for the script <code>bnn-ls</code> and the jar, best one on the path. Left out, the jar stays in the local repository.
     * Example: {@code -Dbnn.bin=/home/ada/bin}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.bin")
    private @Nullable File bin;

    @Inject
    LanguageServerMojo(RepositorySystem repositories) {
        this.repositories = repositories;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        KnownParameters.of(plugin).check(session.getUserProperties(), new Properties(), null);
        LogEvents events = new LogEvents(
                        getLog(),
                        new Markers(null, false),
                        Console.live(session.getRequest().isInteractiveMode()),
                        "looking for the language server",
                        SILENCE)
                .watching();
        try (events) {
            Failures.translated("language-server", getLog(), () -> run(events));
        }
    }

    private void run(LogEvents events) throws WorkflowException, IOException {
        Path jar =
                new PluginJar(repositories, session, plugin, remotes).of("bnn-language-server", "the language server");
        Optional<Path> folder = Optional.ofNullable(bin).map(File::toPath);
        LanguageServerGoal.run(new LanguageServerGoal.Request(jar, folder), events);
    }
}
