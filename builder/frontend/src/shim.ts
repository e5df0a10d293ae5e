// Lets the theme's search run from file://, where browsers refuse to start a real worker.
import "iframe-worker/shim";
