// QR pictures, loaded when somebody asks for one.

import { picture } from "../core/qr";
import { parts } from "../core/parts";

parts.qr = picture;
