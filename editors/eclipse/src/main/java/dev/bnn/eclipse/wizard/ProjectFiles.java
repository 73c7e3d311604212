// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.wizard;

import dev.bnn.project.NewProject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.core.resources.ICommand;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Path;

/** Writes the files of a new project into the workspace. */
public final class ProjectFiles {
    private static final String M2E_NATURE = "org.eclipse.m2e.core.maven2Nature";
    private static final String M2E_BUILDER = "org.eclipse.m2e.core.maven2Builder";

    private ProjectFiles() {}

    /** The version of the Maven plugin that belongs to this plugin. */
    public static String pluginVersion() {
        Properties build = new Properties();
        try (InputStream in = ProjectFiles.class.getResourceAsStream("/bnn.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("the bundle is damaged", e);
        }
        return build.getProperty("version");
    }

    /**
     * Creates and opens the project. Leaves existing files in a folder that the user chose as they are. If Maven support is
     * installed, enables it for the project.
     *
     * @param place the project's folder; null for a folder in the workspace
     */
    public static void create(IProject project, URI place, NewProject files, IProgressMonitor monitor)
            throws CoreException {
        IWorkspace workspace = project.getWorkspace();
        IProjectDescription description = workspace.newProjectDescription(project.getName());
        description.setLocationURI(place);
        project.create(description, monitor);
        project.open(monitor);
        for (Map.Entry<String, String> file : files.files().entrySet()) {
            IFile target = project.getFile(new Path(file.getKey()));
            if (!target.exists()) {
                folders(target.getParent(), monitor);
                target.create(file.getValue().getBytes(StandardCharsets.UTF_8), false, false, monitor);
                target.setCharset(StandardCharsets.UTF_8.name(), monitor);
            }
        }
        if (workspace.getNatureDescriptor(M2E_NATURE) != null) {
            enableMaven(project, monitor);
        }
    }

    private static void folders(IContainer container, IProgressMonitor monitor) throws CoreException {
        if (container instanceof IFolder folder && !folder.exists()) {
            folders(folder.getParent(), monitor);
            folder.create(false, true, monitor);
        }
    }

    private static void enableMaven(IProject project, IProgressMonitor monitor) throws CoreException {
        IProjectDescription description = project.getDescription();
        List<String> natures = new ArrayList<>(List.of(description.getNatureIds()));
        natures.add(M2E_NATURE);
        description.setNatureIds(natures.toArray(String[]::new));
        ICommand builder = description.newCommand();
        builder.setBuilderName(M2E_BUILDER);
        description.setBuildSpec(new ICommand[] {builder});
        project.setDescription(description, monitor);
    }
}
