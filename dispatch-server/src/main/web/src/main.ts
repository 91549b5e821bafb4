import "maplibre-gl/dist/maplibre-gl.css";
import "./styles/theme.css";
import "./styles/layout.css";
import "./styles/controls.css";
import "./styles/panel.css";
import "./styles/drawer.css";
import "./styles/cases.css";
import "./styles/phone.css";
import { startPage } from "./page";

startPage();
