// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.launch;

import java.io.File;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationType;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;

/**
 * A goal on the models of a project, as a launch configuration: it uses m2e's Maven if m2e is installed, otherwise the program
 * {@code mvn}.
 *
 * @param goals Maven's goals and properties
 * @param folder folder of the project
 */
record MavenRun(String name, String goals, IPath folder) {
    private static final String M2E = "org.eclipse.m2e.Maven2LaunchType";
    private static final String PROGRAM = "org.eclipse.ui.externaltools.ProgramLaunchConfigurationType";
    private static final String TOOL = "org.eclipse.ui.externaltools.";

    /** @param model the file's name without its extension; empty for all models of the project */
    static MavenRun of(String goal, IProject project, String model) throws CoreException {
        IPath folder = project.getLocation();
        if (folder == null || !folder.append("pom.xml").toFile().isFile()) {
            throw failure("The project " + project.getName()
                    + " has no pom.xml. File > New > Other > bnn makes a project that has.");
        }
        String which = model.isEmpty() ? "" : " -Dbnn.model=" + model;
        String what = model.isEmpty() ? project.getName() : model;
        return new MavenRun("bnn " + goal + " " + what, "bnn:" + goal + which, folder);
    }

    /** The configuration with that name, either new or updated to these values; it stays in the list of launches. */
    ILaunchConfiguration configuration() throws CoreException {
        ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
        ILaunchConfigurationType maven = manager.getLaunchConfigurationType(M2E);
        ILaunchConfigurationType type = maven != null ? maven : manager.getLaunchConfigurationType(PROGRAM);
        if (type == null) {
            throw failure("Neither Maven support (m2e) nor External Tools is installed. In a terminal: mvn " + goals);
        }
        ILaunchConfigurationWorkingCopy copy = copy(manager, type);
        if (maven != null) {
            copy.setAttribute("M2_GOALS", goals);
            copy.setAttribute("org.eclipse.jdt.launching.WORKING_DIRECTORY", folder.toOSString());
        } else {
            copy.setAttribute(TOOL + "ATTR_LOCATION", program());
            copy.setAttribute(TOOL + "ATTR_TOOL_ARGUMENTS", "-B " + goals);
            copy.setAttribute(TOOL + "ATTR_WORKING_DIRECTORY", folder.toOSString());
        }
        return copy.doSave();
    }

    private ILaunchConfigurationWorkingCopy copy(ILaunchManager manager, ILaunchConfigurationType type)
            throws CoreException {
        for (ILaunchConfiguration there : manager.getLaunchConfigurations(type)) {
            if (there.getName().equals(name)) {
                return there.getWorkingCopy();
            }
        }
        return type.newInstance(null, manager.generateLaunchConfigurationName(name));
    }

    /** The full path of the program {@code mvn} on the PATH. */
    private static String program() throws CoreException {
        String file = Platform.OS.isWindows() ? "mvn.cmd" : "mvn";
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            File program = new File(folder, file);
            if (!folder.isEmpty() && program.canExecute()) {
                return program.getPath();
            }
        }
        throw failure("There is no " + file + " on the PATH of Eclipse, and no Maven support (m2e) either.");
    }

    private static CoreException failure(String message) {
        return new CoreException(new Status(IStatus.ERROR, "dev.bnn.eclipse", message));
    }
}
